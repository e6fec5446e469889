import { readText, startTestPlatform, type TestPlatform } from '../support/platform.ts';

/** The platform with a dataset `moi-kieu` that has a column of every type, and whoever may fill it and see all of it. */
export async function startWithEveryType(): Promise<{ platform: TestPlatform; steward: Record<string, string> }> {
  const platform = await startTestPlatform();
  const steward = await platform.as('steward', { agency: 'H15.05' });
  await registerEveryType(platform, steward, 'moi-kieu');
  return { platform, steward };
}

/** The same contract under another id. */
export async function registerEveryType(platform: TestPlatform, steward: Record<string, string>, id: string) {
  const put = await platform.call(`/api/v1/datasets/${id}/contract`, {
    method: 'PUT',
    headers: { ...steward, 'content-type': 'application/yaml' },
    body: (await readText('test/clients/moi-kieu.odcs.yaml')).replace('id: moi-kieu', `id: ${id}`),
  });
  if (put.status !== 201) throw new Error(await put.text());
}
