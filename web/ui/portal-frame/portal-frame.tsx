import type { ReactNode } from 'react';
import { NavLink } from 'react-router';
import type { Caller } from '#api/caller.ts';
import { useLocale } from '../../messages/use-locale.tsx';
import { Brand } from '../brand/brand.tsx';
import { LanguageSwitch } from '../language-switch/language-switch.tsx';
import { PortalFooter } from '../portal-footer/portal-footer.tsx';

export interface PortalFrameProps {
  readonly caller: Caller;
  readonly children: ReactNode;
}

/** The public library: the band once at the very top, and once under the footer. */
export function PortalFrame({ caller, children }: PortalFrameProps) {
  const { messages } = useLocale();
  const { site } = messages;
  return (
    <div className="frame" data-face="portal">
      <a className="skip" href="#main">
        {site.skip}
      </a>
      <div className="band" aria-hidden="true" />
      <header className="portal-header wrap">
        <Brand to="/" name={site.portal} subtitle={site.committee} />
        <div className="portal-header__wide">
          <PortalLinks caller={caller} />
        </div>
        <details className="portal-header__menu">
          <summary className="button">{site.menu}</summary>
          <div>
            <PortalLinks caller={caller} />
          </div>
        </details>
      </header>
      <main id="main" tabIndex={-1}>
        {children}
      </main>
      <PortalFooter />
    </div>
  );
}

function PortalLinks({ caller }: { readonly caller: Caller }) {
  const { messages } = useLocale();
  const { site } = messages;
  return (
    <>
      <nav className="portal-links" aria-label={site.mainNavigation}>
        <NavLink to="/datasets">{site.datasets}</NavLink>
        <a href="/#themes">{site.themes}</a>
        <a href="/#agencies">{site.agencies}</a>
        {caller.kind === 'anonymous' ? (
          <NavLink to="/sign-in">{site.signIn}</NavLink>
        ) : (
          <NavLink to="/console">{site.toConsole}</NavLink>
        )}
      </nav>
      <LanguageSwitch />
    </>
  );
}
