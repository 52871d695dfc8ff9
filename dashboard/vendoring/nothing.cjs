// Stands for what our charts do not use: countries looked up by name. They are placed by longitude and latitude.
module.exports = {};
