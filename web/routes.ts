import { index, layout, prefix, route } from '@react-router/dev/routes';
import type { RouteConfig } from '@react-router/dev/routes';

export default [
  layout('routes/portal.tsx', [
    index('routes/home.tsx'),
    route('datasets', 'routes/datasets.tsx'),
    route('datasets/:id', 'routes/dataset.tsx'),
    route('datasets/:id/compare', 'routes/compare-versions.tsx'),
    route('receipts', 'routes/check-receipt.tsx'),
    route('receipts/:code', 'routes/checked-receipt.tsx'),
    route('sign-in', 'routes/sign-in.tsx'),
    route('dev/ui', 'routes/gallery.tsx'),
  ]),
  route('sign-out', 'routes/sign-out.ts'),
  layout('routes/console.tsx', [
    ...prefix('console', [
      index('routes/desk.tsx'),
      route('health', 'routes/health.tsx'),
      route('quotas', 'routes/quotas.tsx'),
      route('datasets/new', 'routes/new-dataset.tsx'),
      route('datasets/:id/deliveries', 'routes/deliveries.tsx'),
      route('datasets/:id/restore', 'routes/restore-version.tsx'),
      route('loads/new', 'routes/new-load.tsx'),
      route('loads/:id', 'routes/load.tsx'),
      route('loads/:id/files', 'routes/load-files.tsx'),
      route('loads/:id/mapping', 'routes/map-columns.tsx'),
      route('loads/:id/mend', 'routes/mend.tsx'),
      route('loads/:id/receipt', 'routes/receipt.tsx'),
    ]),
  ]),
  route('*', 'routes/not-found.tsx'),
] satisfies RouteConfig;
