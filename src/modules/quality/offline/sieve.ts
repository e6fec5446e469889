export { createRowSieve } from '../sieve/create-row-sieve.ts';
export { createKeptTesters, type KeptTesters } from '../sieve/kept-testers.ts';
