export { createRowSieve } from '../sieve/create-row-sieve.ts';
