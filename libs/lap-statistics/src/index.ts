export * from './clean.js';
export * from './figures.js';
export * from './outliers.js';
export * from './pace.js';
export * from './run.js';
export * from './trend.js';
