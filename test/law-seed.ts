import { configureGlobal, readConfigureGlobal } from 'fast-check';
import { lawsTimes } from './support/law-runs.ts';

/**
 * The usual run tries every law on the same cases, so that a change is judged by what it changes. Other cases are for
 * runs of more of them (`DAKLAKE_LAWS=10`), which draw their seeds anew and say them where a law is broken.
 */
if (lawsTimes() <= 1) configureGlobal({ ...readConfigureGlobal(), seed: 2025_07_01 });
