import type { ReactNode } from 'react';
import { Form, NavLink } from 'react-router';
import type { KnownCaller } from '#api/caller.ts';
import { useLocale } from '../../messages/use-locale.tsx';
import { Brand } from '../brand/brand.tsx';
import { LanguageSwitch } from '../language-switch/language-switch.tsx';

export interface ConsoleFrameProps {
  readonly caller: KnownCaller;
  /** Where the caller works, by name. */
  readonly workplace: string | null;
  /** Whether the caller may see how the platform itself does. */
  readonly operations: boolean;
  readonly children: ReactNode;
}

/** The work desk: navigation on top, so that tables get the width. */
export function ConsoleFrame({ caller, workplace, operations, children }: ConsoleFrameProps) {
  const { messages } = useLocale();
  const { site } = messages;
  return (
    <div className="frame" data-face="console">
      <a className="skip" href="#main">
        {site.skip}
      </a>
      <div className="band band--thin" aria-hidden="true" />
      <header className="console-header">
        <Brand to="/console" name="Daklake" subtitle={site.console} />
        <nav className="console-links" aria-label={site.mainNavigation}>
          <NavLink to="/console" end>
            {site.desk}
          </NavLink>
          <NavLink to="/console/loads/new">{site.send}</NavLink>
          <NavLink to="/datasets">{site.datasets}</NavLink>
          {operations && <NavLink to="/console/health">{messages.health.link}</NavLink>}
        </nav>
        <LanguageSwitch />
        <div className="console-user">
          <span>
            <b>{caller.name}</b>
            {workplace && <span>{workplace}</span>}
          </span>
          <Form method="post" action="/sign-out" reloadDocument>
            <button type="submit" className="button button--quiet">
              {site.signOut}
            </button>
          </Form>
        </div>
      </header>
      <main id="main" tabIndex={-1}>
        {children}
      </main>
    </div>
  );
}
