import type { MappingServices } from '#api/web-services/mappings.ts';
import {
  listMappingVersions,
  lookAtForm,
  mappingAbilities,
  applyMapping,
  type MappingsDeps,
} from '#modules/intake/index.ts';

/** Versions that a page lists. */
const shownVersions = 20;

export function createMappingServices({ mappings }: { readonly mappings: MappingsDeps }): MappingServices {
  return {
    getFormLook: (caller, load, of) => lookAtForm(mappings, caller, { load, ...of }),
    getMappingAbilities: (caller, load) => mappingAbilities(mappings, caller, load),
    applyMapping: async (caller, load, sent) => {
      const { readAgain } = await applyMapping(mappings, caller, load, sent);
      return { readAgain };
    },
    listMappingVersions: async (caller, dataset, fingerprint) => {
      const { items } = await listMappingVersions(mappings, caller, {
        dataset,
        fingerprint,
        offset: 0,
        limit: shownVersions,
      });
      return items;
    },
  };
}
