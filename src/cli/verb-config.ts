import { ConfigError, readConfig, type Config } from '#app/config.ts';
import { UsageError } from './verb.ts';

/** The settings of a verb that works on the data folder; one that cannot be used is wrong usage. */
export function verbConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  try {
    return readConfig(environment);
  } catch (error) {
    if (error instanceof ConfigError) throw new UsageError(error.message, { cause: error });
    throw error;
  }
}
