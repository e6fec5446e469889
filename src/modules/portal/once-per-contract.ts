import type { StoredContract } from '#modules/catalog/index.ts';

/** The same for as long as somebody holds the contract, which never changes. */
export function oncePerContract<Value extends object>(
  make: (contract: StoredContract) => Value,
): (contract: StoredContract) => Value {
  const made = new WeakMap<StoredContract, Value>();
  return (contract) => {
    const known = made.get(contract);
    if (known !== undefined) return known;
    const value = make(contract);
    made.set(contract, value);
    return value;
  };
}
