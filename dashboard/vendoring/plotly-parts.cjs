// The traces that our charts use, and no others.
const Plotly = require("plotly.js/lib/core");
Plotly.register([require("plotly.js/lib/bar")]);
module.exports = Plotly;
