import type { WorkplaceServices } from '#api/web-services/workplaces.ts';
import type { Directory } from '#modules/directory/index.ts';
import { vietnamDay, type Clock } from '#platform/clock/clock.ts';

export interface WorkplaceServicesDeps {
  readonly directory: Pick<Directory, 'agencyName' | 'findUnit'>;
  readonly clock: Clock;
}

export function createWorkplaceServices({ directory, clock }: WorkplaceServicesDeps): WorkplaceServices {
  return {
    nameWorkplace({ agency, unit }, language) {
      if (agency !== null) return directory.agencyName(agency, language);
      return unit === null ? null : (directory.findUnit(unit, vietnamDay(clock()))?.name[language] ?? unit);
    },
  };
}
