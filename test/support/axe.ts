import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What axe finds wrong, one line each. It is evaluated, for the page's policy rightly refuses an added script. */
export async function findAccessibilityFaults(page: Page): Promise<readonly string[]> {
  await page.evaluate(await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'));
  return page.evaluate(async (runOnly) => {
    // Put there by the line above.
    const { axe } = window as unknown as { readonly axe: AxeApi };
    const { violations, passes } = await axe.run(document, { runOnly });
    if (passes.length === 0) return ['axe looked at nothing'];
    return violations.flatMap((fault) => fault.nodes.map((node) => `${fault.id}: ${node.html}`));
  }, rules);
}

interface AxeApi {
  run(
    root: Document,
    options: { readonly runOnly: readonly string[] },
  ): Promise<{
    readonly violations: readonly { readonly id: string; readonly nodes: readonly { readonly html: string }[] }[];
    readonly passes: readonly unknown[];
  }>;
}
