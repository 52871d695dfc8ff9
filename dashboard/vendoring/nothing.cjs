// Stands for a table of countries by name, which our charts do not use: places stand at longitude and latitude.
module.exports = { COUNTRIES: [], COUNTRIES_X: [], createLookup: () => ({ lookupAlpha3() {} }) };
