import { makePerson, type Person } from './people.ts';
import { createRandom, type Random } from './random.ts';
import { listWorkingDays } from './working-days.ts';

/** The life of one dossier, from receipt to its end; a file shows it as it stood on a day. */
export interface Dossier {
  readonly code: string;
  readonly procedure: string;
  readonly commune: string;
  readonly applicant: Person;
  readonly received: string;
  readonly due: string;
  readonly end: { readonly day: string; readonly status: string; readonly hasResult: boolean };
  readonly channel: string;
  readonly fee: number;
}

export interface DossierPopulationOptions {
  readonly count: number;
  /** First and last day of receipt. */
  readonly from: string;
  readonly to: string;
  /** Where people live, and the committee that receives dossiers there. */
  readonly communes: readonly { readonly code: string; readonly agency: string }[];
  /** Codes of the departments that receive dossiers. */
  readonly departments: readonly string[];
}

/** The towns, where most dossiers come from. */
const towns: ReadonlySet<string> = new Set(['24133', '24121', '24154', '24163', '22015', '22045', '24305', '22258']);
const terms = [1, 2, 3, 3, 5, 5, 7, 10, 15, 20, 30];
const fees = [0, 0, 0, 0, 0, 0, 5000, 8000, 10_000, 15_000, 20_000, 30_000, 50_000, 100_000, 150_000, 1_200_000];

/** Dossiers in the order of their receipt. */
export function makeDossierPopulation(options: DossierPopulationOptions): readonly Dossier[] {
  const random = createRandom('dossiers');
  const receiptDays = listWorkingDays(options.from, options.to);
  // Due days and late results lie up to 45 working days after the last day of receipt.
  const days = [...receiptDays, ...listWorkingDays(options.to, `${Number(options.to.slice(0, 4)) + 1}-06-30`).slice(1)];
  const procedures = Array.from({ length: 160 }, () => ({
    code: `${random.between(1, 3)}.${random.digits(6)}`,
    term: random.pick(terms),
    fee: random.pick(fees),
  }));
  const communes = options.communes.flatMap((commune) =>
    Array.from({ length: towns.has(commune.code) ? 7 : 1 }, () => commune),
  );
  const serials = new Map<string, number>();

  return Array.from({ length: options.count }, (_, index): Dossier => {
    const receiptIndex = Math.floor((index * receiptDays.length) / options.count);
    const received = dayAt(days, receiptIndex);
    const home = random.pick(communes);
    const agency = random.chance(0.7) ? home.agency : agencyAsWritten(random.pick(options.departments));
    const procedure = random.pick(procedures);
    const prefix = `${agency}-${received.slice(2).replaceAll('-', '')}`;
    const serial = (serials.get(prefix) ?? 0) + 1;
    serials.set(prefix, serial);
    return {
      code: `${prefix}-${String(serial).padStart(4, '0')}`,
      procedure: procedure.code,
      commune: home.code,
      applicant: makePerson(random, { bornFrom: 1950, bornTo: 2007, ede: 0.15 }),
      received,
      due: dayAt(days, receiptIndex + procedure.term),
      end: decideEnd(random, days, receiptIndex, procedure.term),
      channel: random.pick(['Trực tuyến', 'Trực tuyến', 'Trực tuyến', 'Trực tiếp', 'Bưu chính']),
      fee: procedure.fee,
    };
  });
}

function decideEnd(random: Random, days: readonly string[], receiptIndex: number, term: number): Dossier['end'] {
  const luck = random.fraction();
  const inTime = dayAt(days, receiptIndex + random.between(0, term));
  if (luck < 0.015) return { day: inTime, status: 'Từ chối', hasResult: false };
  if (luck < 0.025) return { day: inTime, status: 'Chờ bổ sung', hasResult: false };
  if (luck < 0.03) return { day: inTime, status: 'Công dân rút hồ sơ', hasResult: false };
  if (luck < 0.05) {
    const late = dayAt(days, receiptIndex + term + random.between(1, 12));
    return { day: late, status: 'Trả kết quả quá hạn', hasResult: true };
  }
  return { day: inTime, status: 'Đã trả kết quả', hasResult: true };
}

/** One department still writes its code in the form of QCVN 102:2016. */
function agencyAsWritten(code: string): string {
  return code === 'H15.16' ? '000.00.16.H15' : code;
}

function dayAt(days: readonly string[], index: number): string {
  const day = days[index];
  if (day === undefined) throw new Error(`no working day number ${index}`);
  return day;
}
