// One function an operation, with `fetch`; what reads the answer is ours, since files are no JSON.
module.exports = {
  flows: {
    input: "./made/openapi.json",
    output: {
      target: "./made/orval.ts",
      client: "fetch",
      override: { mutator: { path: "./answered.ts", name: "answered", extension: ".js" } },
    },
  },
};
