/** Calls a running site, SITE, with both clients that are made from its schema: every answer must be of its type. */
import assert from "node:assert/strict";
import createClient from "openapi-fetch";
import * as made from "./made/orval.js";
import type { components, paths } from "./made/schema.js";

const AS_OF = "2024-06-14";
const CLAIM = "rok-mnd-2024-06-14-shells";
const SHELLS = "kp/ru/artillery-round";
const FLOW = { supplier: "kp", recipient: "ru", munition: "artillery-round" };
const PAIR = { left: SHELLS, right: "eu/ua/artillery-round", as_of: AS_OF };

const api = createClient<paths>({ baseUrl: process.env.SITE ?? "" });
let answered = 0;

/** What was answered; an error where it was a problem. */
async function got<Data>(asked: Promise<{ data?: Data; response: Response }>): Promise<Data> {
    const { data, response } = await asked;
    assert.equal(response.status, 200, response.url);
    assert.ok(data, response.url);
    answered += 1;
    return data;
}

/** The same of a function of the other client. */
async function given<Answer extends { data: unknown; status: number }>(
    asked: Promise<Answer>,
): Promise<Extract<Answer, { status: 200 }>["data"]> {
    const answer = await asked;
    assert.equal(answer.status, 200, JSON.stringify(answer.data));
    answered += 1;
    return answer.data;
}

/** That these bytes are a zip, as workbooks and packages are. */
function isZip(bytes: ArrayBuffer): void {
    assert.deepEqual([...new Uint8Array(bytes.slice(0, 2))], [0x50, 0x4b]);
}

async function openapiFetch(): Promise<void> {
    const claims = await got(
        api.GET("/api/v1/shipments/", {
            params: { query: { supplier: ["kp", "ir"], basis: ["capacity-if-full"], count: true } },
        }),
    );
    assert.ok(claims.results.length > 0 && claims.results.every((claim) => claim.basis === "capacity-if-full"));
    const claim = await got(api.GET("/api/v1/shipments/{code}/", { params: { path: { code: CLAIM } } }));
    assert.equal(claim.high, 4_800_000);
    // A code that is not listed is still of the type.
    const later: components["schemas"]["ShipmentRecord"] = { ...claim, basis: "a-code-of-tomorrow" };
    assert.notEqual(later.basis, claim.basis);
    const flow = await got(
        api.GET("/api/v1/flows/{supplier}/{recipient}/{munition}/", {
            params: { path: FLOW, query: { as_of: AS_OF } },
        }),
    );
    assert.ok(flow.heads.some((head) => head.code === CLAIM));
    const compared = await got(api.GET("/api/v1/compare/", { params: { query: PAIR } }));
    assert.ok(compared.stated.length > 0);
    await got(api.GET("/api/v1/"));
    await got(api.GET("/api/v1/actors/"));
    await got(api.GET("/api/v1/routes/"));
    await got(api.GET("/api/v1/sources/", { params: { query: { reliability: ["A", "B"] } } }));
    await got(api.GET("/api/v1/timeline/", { params: { query: { flow: SHELLS } } }));
    await got(api.GET("/api/v1/years/", { params: { query: { recipient: "ua", munition: "artillery-round" } } }));
    await got(api.GET("/api/v1/changes/", { params: { query: { from: "2024-03-01", to: AS_OF } } }));
    await got(api.GET("/api/v1/search/", { params: { query: { q: "containers" } } }));
    const table = await got(api.GET("/api/v1/shipments.csv", { params: { query: FLOW_FILTER }, parseAs: "text" }));
    assert.ok(table.startsWith("code,"));
    isZip(await got(api.GET("/api/v1/shipments.xlsx", { params: { query: FLOW_FILTER }, parseAs: "arrayBuffer" })));
    const refused = await api.GET("/api/v1/totals/", {
        params: { query: { supplier: ["eu"], recipient: ["ua"], munition: ["artillery-round"] } },
    });
    assert.ok(refused.error?.reasons?.length, "a sum that would be wrong");
}

const FLOW_FILTER = { supplier: ["kp"], recipient: ["ru"] };

async function orval(): Promise<void> {
    const claims = await given(made.listShipments({ ...FLOW_FILTER, stage: ["shipped", "delivered"], page_size: 5 }));
    assert.ok(claims.results.length > 0);
    const claim = await given(made.getShipments(CLAIM));
    assert.equal(claim.origin, "rok-mnd-2024-06-14-containers");
    await given(made.getFlow("kp", "ru", "artillery-round", { as_of: AS_OF }));
    await given(made.compareFlows(PAIR));
    await given(made.listRates());
    await given(made.listRatios());
    await given(made.listIndicators());
    await given(made.listEvents());
    await given(made.listReleases());
    await given(made.getPace({ flow: SHELLS }));
    await given(made.getShare({ supplier: "kp", side: "ru", munition: "artillery-round" }));
    await given(made.getDisagreements());
    await given(made.getBalance({ side: "ru", start: "2024-01-01", end: "2024-05-31", munition: "artillery-round" }));
    await given(made.convertContainers({ claim: "rok-mnd-2024-06-14-containers" }));
    const table = await given(made.downloadShipments(FLOW_FILTER));
    assert.ok(table.startsWith("code,"));
    isZip(await (await given(made.downloadShipmentsXlsx(FLOW_FILTER))).arrayBuffer());
    isZip(await (await given(made.getDataset())).arrayBuffer());
}

await openapiFetch();
await orval();
console.log(`${answered} answers`);
