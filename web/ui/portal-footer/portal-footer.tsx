import { Link } from 'react-router';
import { useLocale } from '../../messages/use-locale.tsx';

export function PortalFooter() {
  const { messages } = useLocale();
  const { site } = messages;
  return (
    <footer className="portal-footer">
      <div className="wrap">
        <div>
          <h2>{site.footer.title}</h2>
          <p>{site.footer.about}</p>
        </div>
        <div>
          <h3>{site.footer.use}</h3>
          <ul>
            <li>
              <Link to="/datasets">{site.footer.allDatasets}</Link>
            </li>
            <li>
              <Link to="/receipts">{messages.receiptCheck.title}</Link>
            </li>
            <li>
              <a href="/api/v1/openapi.json">{site.footer.api}</a>
            </li>
          </ul>
        </div>
        <div>
          <h3>{site.footer.work}</h3>
          <ul>
            <li>
              <Link to="/console">{site.toConsole}</Link>
            </li>
          </ul>
        </div>
      </div>
      <div className="band" aria-hidden="true" />
    </footer>
  );
}
