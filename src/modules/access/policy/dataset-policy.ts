import type { Caller, KnownCaller, Role } from '#api/caller.ts';
import type { Localized } from '#api/localized.ts';
import type { DatasetFacts } from './dataset-facts.ts';

/** What one can do with a dataset, as the policy knows it. */
export type Ability =
  | 'see-page'
  | 'read-rows'
  | 'read-raw'
  | 'read-raw-of-own-unit'
  | 'fill'
  | 'fill-own-unit'
  | 'see-loads'
  | 'see-own-loads'
  | 'decide-loads'
  | 'write-contract';

export interface PolicySentence {
  readonly ability: Ability;
  readonly sentence: Localized;
  readonly holds: (caller: Caller, dataset: DatasetFacts) => boolean;
}

/**
 * The whole policy on datasets: an ability is there if one sentence that gives it holds, and not otherwise. No sentence
 * takes anything away.
 */
export const datasetPolicy: readonly PolicySentence[] = [
  {
    ability: 'see-page',
    sentence: {
      vi: 'Mọi người xem được trang, hợp đồng dữ liệu và điểm chất lượng của bộ dữ liệu mở hoặc dùng chung.',
      en: 'Everybody sees the page, contract and score of an open or shared dataset.',
    },
    holds: (_, dataset) => dataset.access !== 'private',
  },
  {
    ability: 'read-rows',
    sentence: { vi: 'Mọi người đọc được bộ dữ liệu mở.', en: 'Everybody reads an open dataset.' },
    holds: (_, dataset) => dataset.access === 'open',
  },
  {
    ability: 'read-rows',
    sentence: {
      vi: 'Người đã đăng nhập, trừ công dân, đọc được bộ dữ liệu dùng chung.',
      en: 'Whoever is signed in, citizens excepted, reads a shared dataset.',
    },
    holds: (caller, dataset) => dataset.access === 'shared' && isKnown(caller) && caller.role !== 'citizen',
  },
  ...(['see-page', 'read-rows'] as const).map((ability) => ({
    ability,
    sentence: {
      vi: 'Bộ dữ liệu dùng riêng dành cho cơ quan chủ sở hữu, các xã cung cấp dữ liệu, quản trị hệ thống và kiểm toán.',
      en: 'A private dataset is for the owning agency, the communes that fill it, administrators and auditors.',
    },
    holds: (caller: Caller, dataset: DatasetFacts) =>
      isOfOwner(caller, dataset) || isFillingCommune(caller, dataset) || hasRole(caller, 'administrator', 'auditor'),
  })),
  {
    ability: 'read-raw',
    sentence: {
      vi: 'Chủ sở hữu và đầu mối dữ liệu của cơ quan chủ sở hữu thấy dữ liệu cá nhân ở dạng gốc.',
      en: 'The owning agency’s data owner and steward see personal data as they are.',
    },
    holds: isOwnersSteward,
  },
  {
    ability: 'read-raw-of-own-unit',
    sentence: {
      vi: 'Cán bộ xã thấy dữ liệu cá nhân ở dạng gốc trong các dòng của xã mình.',
      en: "A commune's officer sees personal data as they are in his own commune's rows.",
    },
    holds: isFillingCommune,
  },
  {
    ability: 'fill',
    sentence: {
      vi: 'Chủ sở hữu, đầu mối dữ liệu của cơ quan chủ sở hữu và quản trị hệ thống gửi dữ liệu cho mọi xã.',
      en: 'The owning agency’s data owner and steward, and administrators, send data for any unit.',
    },
    holds: (caller, dataset) => isOwnersSteward(caller, dataset) || hasRole(caller, 'administrator'),
  },
  {
    ability: 'fill-own-unit',
    sentence: {
      vi: 'Cán bộ xã gửi dữ liệu của xã mình vào bộ dữ liệu do các xã cung cấp.',
      en: "A commune's officer sends his own commune's rows of a dataset that communes fill.",
    },
    holds: isFillingCommune,
  },
  {
    ability: 'see-loads',
    sentence: {
      vi: 'Cơ quan chủ sở hữu, quản trị hệ thống và kiểm toán xem mọi lần gửi.',
      en: 'The owning agency, administrators and auditors see every load.',
    },
    holds: (caller, dataset) => isOfOwner(caller, dataset) || hasRole(caller, 'administrator', 'auditor'),
  },
  {
    ability: 'see-own-loads',
    sentence: { vi: 'Cán bộ xã xem các lần mình gửi.', en: "A commune's officer sees the loads that he sent." },
    holds: isFillingCommune,
  },
  {
    ability: 'decide-loads',
    sentence: {
      vi: 'Chủ sở hữu, đầu mối dữ liệu của cơ quan chủ sở hữu và quản trị hệ thống duyệt lần gửi bị giữ lại, khôi phục phiên bản.',
      en: 'The owning agency’s data owner and steward, and administrators, decide on held loads and restore snapshots.',
    },
    holds: (caller, dataset) => isOwnersSteward(caller, dataset) || hasRole(caller, 'administrator'),
  },
  {
    ability: 'write-contract',
    sentence: {
      vi: 'Chủ sở hữu, đầu mối dữ liệu của cơ quan chủ sở hữu và quản trị hệ thống đăng ký, sửa hợp đồng dữ liệu.',
      en: 'The owning agency’s data owner and steward, and administrators, register and change the contract.',
    },
    holds: (caller, dataset) => isOwnersSteward(caller, dataset) || hasRole(caller, 'administrator'),
  },
];

export function can(caller: Caller, ability: Ability, dataset: DatasetFacts): boolean {
  return datasetPolicy.some((sentence) => sentence.ability === ability && sentence.holds(caller, dataset));
}

export function isKnown(caller: Caller): caller is KnownCaller {
  return caller.kind !== 'anonymous';
}

/** A citizen belongs to no agency, whatever his account says. */
function isOfOwner(caller: Caller, dataset: DatasetFacts): boolean {
  return isKnown(caller) && caller.role !== 'citizen' && caller.agency === dataset.owner;
}

function isOwnersSteward(caller: Caller, dataset: DatasetFacts): boolean {
  return isOfOwner(caller, dataset) && hasRole(caller, 'owner', 'steward');
}

function isFillingCommune(caller: Caller, dataset: DatasetFacts): boolean {
  return hasRole(caller, 'officer') && isKnown(caller) && caller.unit !== null && dataset.unitField !== null;
}

function hasRole(caller: Caller, ...roles: readonly Role[]): boolean {
  return isKnown(caller) && roles.includes(caller.role);
}
