import { expect, test } from 'vitest';
import { assigned, type AssignmentState } from './use-assignment.ts';

const start: AssignmentState = { fields: [null, 'ten', 'ma', 'so'], changed: new Set(), last: null, open: null };

test('a field has one column: the one that it is put onto takes it from the other', () => {
  expect(assigned(start, 0, 'ma')).toMatchObject({
    fields: ['ma', 'ten', null, 'so'],
    last: { field: 'ma', column: 0 },
  });
  expect(assigned(start, 1, null)).toMatchObject({
    fields: [null, null, 'ma', 'so'],
    last: { field: 'ten', column: null },
  });
});

test('fields that arrow keys pass on the way to the one that is meant stay where they were', () => {
  const passed = ['ten', 'ma', 'so'].reduce((state, field) => assigned(state, 0, field), start);
  expect(passed.fields).toEqual(['so', 'ten', 'ma', null]);
  // Somewhere else in between: what was done before stands.
  expect(assigned(assigned(passed, 1, null), 0, 'ma').fields).toEqual(['ma', null, null, null]);
  expect([...passed.changed]).toEqual([0]);
});
