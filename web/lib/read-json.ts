/** The body of a request as JSON; undefined where it is none, longer than `mostBytes`, or does not say how long it is. */
export async function readJson(request: Request, mostBytes: number): Promise<unknown> {
  const length = Number(request.headers.get('content-length') ?? Number.NaN);
  if (!(length <= mostBytes)) return undefined;
  try {
    return await request.json();
  } catch {
    return undefined;
  }
}
