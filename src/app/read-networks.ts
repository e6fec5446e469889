import { isIP } from 'node:net';
import type { z } from 'zod';

/**
 * Addresses and networks, separated by commas. Names of hosts are refused, since they could come to mean another machine,
 * and so is the network of all addresses, by which everybody could say that he comes from wherever he likes.
 */
export function readNetworks(text: string, context: z.core.$RefinementCtx<string>): readonly string[] {
  const networks = text.split(',').map((network) => network.trim());
  for (const network of networks) {
    if (!isNetwork(network)) context.addIssue(`«${network}» is no address, and no network such as 192.168.4.0/24`);
  }
  return networks;
}

function isNetwork(text: string): boolean {
  const [address = '', length, ...rest] = text.split('/');
  const version = isIP(address);
  if (version === 0 || rest.length > 0 || address.includes('%')) return false;
  if (length === undefined) return true;
  const bits = Number(length);
  return /^\d{1,3}$/.test(length) && bits >= 1 && bits <= (version === 4 ? 32 : 128);
}
