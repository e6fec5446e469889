import { createContext } from 'react-router';
import type { Caller } from '#api/caller.ts';
import type { Language } from '#api/localized.ts';
import type { WebServices } from '#api/web-services.ts';

/** What the server hands to the pages with every request; `entry.server.tsx` shows the same keys to the server. */
export const servicesContext = createContext<WebServices>();
export const nonceContext = createContext<string>('');
/** The network address that a request comes from. */
export const addressContext = createContext<string>('');
/** The origin of the address under which the reader has the page, e.g. `https://data.example.vn`. */
export const originContext = createContext<string>('');
/** Where faults of ours are written down: the server's log, with the request's id. */
export const faultContext = createContext<(fault: unknown) => void>();

/** Established once per request by the root route. */
export const callerContext = createContext<Caller>({ kind: 'anonymous' });
export const languageContext = createContext<Language>('vi');
