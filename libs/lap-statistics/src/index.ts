export * from './figures.js';
export * from './outliers.js';
