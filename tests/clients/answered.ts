/** The answer by its media type: JSON, a text, or a file. The functions that orval makes call it. */
export async function answered<T>(path: string, options: RequestInit): Promise<T> {
    const response = await fetch(new URL(path, process.env.SITE), options);
    const form = response.headers.get("content-type") ?? "";
    const data = form.includes("json") ? response.json() : form.startsWith("text/") ? response.text() : response.blob();
    return { data: await data, status: response.status, headers: response.headers } as T;
}
