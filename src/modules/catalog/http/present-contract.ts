import { createHash } from 'node:crypto';
import { stringify } from 'yaml';
import type { ContractMark, StoredContract } from '../stored-contract.ts';

export type ContractFormat = 'json' | 'yaml';

/** By the weights of an `Accept` header; JSON unless YAML is asked for. */
export function formatAsked(accept: string | undefined): ContractFormat {
  const weights = { json: 0, yaml: 0 };
  for (const range of (accept ?? '').toLowerCase().split(',')) {
    const [type = '', ...parameters] = range.split(';').map((part) => part.trim());
    const given = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
    const weight = given === undefined ? 1 : Number(given);
    if (/^(?:application|text)\/(?:x-|vnd\.)?yaml$/.test(type)) weights.yaml = Math.max(weights.yaml, weight);
    if (/^(?:application\/(?:.+\+)?json|application\/\*|\*\/\*)$/.test(type))
      weights.json = Math.max(weights.json, weight);
  }
  return weights.yaml > weights.json ? 'yaml' : 'json';
}

export const contractMediaTypes = {
  json: 'application/json; charset=utf-8',
  yaml: 'application/yaml; charset=utf-8',
} as const;

/** The document as its author wrote it: YAML that was sent comes back with its comments. */
export function presentContract(contract: StoredContract, sent: string, format: ContractFormat): string {
  if (format === 'json') return JSON.stringify(contract.document);
  return isJson(sent) ? stringify(contract.document, { lineWidth: 120 }) : sent;
}

/** Of one version in one format; the same on every server. */
export function contractTag(contract: ContractMark, format: ContractFormat): string {
  const name = JSON.stringify([contract.id, contract.version, contract.revision, format, contract.createdAt]);
  return `"${createHash('sha256').update(name).digest('base64url').slice(0, 22)}"`;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
