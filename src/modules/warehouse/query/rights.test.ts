import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Mask, Rights } from '#api/rights.ts';
import { createPeopleSample, people, type PeopleSample } from '../testing/people-sample.ts';

let sample: PeopleSample;

beforeAll(async () => {
  sample = await createPeopleSample();
});
afterAll(() => sample.close());

describe('rights', () => {
  const masks: Readonly<Record<string, Mask>> = { cccd: 'last4', ten: 'initials', sinh: 'year', dia_chi: 'commune' };
  const masked: Rights = { fields: masks };

  test('masks show what their names say', async () => {
    expect((await sample.records('', {}, masked)).json).toEqual([
      { cccd: '•••0123', ten: 'N.V.A.', sinh: '1985', dia_chi: 'phường Buôn Ma Thuột', xa: '24133', thu: 1_200_000 },
      { cccd: '•••0789', ten: 'Y.T.Ê.B.', sinh: '1999', dia_chi: null, xa: '24280', thu: null },
      { cccd: '•••0456', ten: 'H.N.', sinh: '1990', dia_chi: "xã Cư M'gar", xa: '24280', thu: 900_000 },
    ]);
    expect((await sample.records('select=ten,thu', {}, { fields: { ten: 'hide', thu: 'hide' } })).json).toEqual(
      people.map(() => ({ ten: null, thu: null })),
    );
  });

  test('a value that is too short to hide anything of shows nothing of it', async () => {
    await sample.publish('short', [['1234', 'An', null, 'xã', '1', null]]);
    const rights: Rights = { fields: { ...masks, xa: 'last4', thu: 'year' } };
    expect((await sample.records('asOf=short', {}, rights)).json).toEqual([
      { cccd: '•••', ten: 'A.', sinh: null, dia_chi: null, xa: '•••', thu: null },
    ]);
  });

  test('no raw value of a masked field is anywhere in any answer', async () => {
    for (const mask of ['hide', 'last4', 'initials', 'year', 'commune'] as const) {
      const rights: Rights = {
        fields: Object.fromEntries(['cccd', 'ten', 'sinh', 'dia_chi'].map((name) => [name, mask])),
      };
      const answers = [
        await sample.records('', { prefer: 'count=exact' }, rights),
        await sample.records('limit=1&order=xa', {}, rights),
        await sample.query({}, rights),
      ];
      for (const raw of people.flatMap((person) => person.slice(0, 4))) {
        expect(JSON.stringify(answers)).not.toContain(JSON.stringify(raw).slice(1, -1));
      }
    }
  });

  test.for(['ten=eq.Nguyễn Văn An', 'order=ten', 'ten=is.null', 'or=(xa.eq.1,not.and(ten.like.N*,xa.eq.2))'])(
    '%s by a masked field is forbidden',
    async (query) => {
      expect(await sample.failure(query, {}, masked)).toMatchObject({ code: 'field-masked', kind: 'forbidden' });
    },
  );

  test.for([
    { where: { not: { field: 'ten', op: 'eq', value: 'x' } } },
    { orderBy: [{ field: 'ten' }] },
    { groupBy: ['ten'], aggregates: [{ fn: 'count', as: 'n' }] },
    { aggregates: [{ fn: 'max', field: 'cccd', as: 'm' }] },
    { aggregates: [{ fn: 'count', field: 'cccd', as: 'm' }] },
  ])('%j by a masked field is forbidden', async (body) => {
    await expect(sample.query(body, masked)).rejects.toMatchObject({
      code: 'field-masked',
    });
  });

  test('rows outside are as if they did not exist, whatever is asked', async () => {
    const rights: Rights = { fields: {}, rows: { field: 'xa', value: '24280' } };
    expect(
      (await sample.records('or=(xa.eq.24133,xa.neq.24133)', { prefer: 'count=exact' }, rights)).headers[
        'content-range'
      ],
    ).toBe('0-1/2');
    expect((await sample.records('', {}, { fields: {}, rows: { field: 'gone', value: '' } })).json).toEqual([]);
    expect((await sample.records('', {}, { fields: {}, rows: { field: 'xa', value: "' or true --" } })).json).toEqual(
      [],
    );
  });

  test('own rows show raw, others masked, and filtering stays forbidden', async () => {
    const rights: Rights = { fields: masks, unmaskedRows: { field: 'xa', value: '24280' } };
    const { json } = await sample.records('select=cccd,sinh', {}, rights);
    expect(json).toEqual([
      { cccd: '•••0123', sinh: '1985' },
      { cccd: '066099000789', sinh: '1999-01-30' },
      { cccd: '066190000456', sinh: '1990-11-02' },
    ]);
    expect(await sample.failure('cccd=eq.066099000789', {}, rights)).toMatchObject({ code: 'field-masked' });
  });
});
