import { Text } from '@mantine/core';
import type { CertificateFacts } from '../../shared/connection-test.ts';
import { printable } from '../../shared/printable.ts';
import { useFormats } from '../hooks/use-formats.ts';
import classes from './certificate.module.css';

/** A server's certificate, for the user to judge. All of it is the server's text. */
export function Certificate({ certificate }: { readonly certificate: CertificateFacts }) {
  const formats = useFormats();
  const { subject, issuer, validFrom, validUntil, fingerprint } = certificate;
  const day = (text: string): string => {
    const at = Date.parse(text);
    return Number.isNaN(at) ? printable(text) : formats.date(at);
  };
  const facts: readonly (readonly [string, string])[] = [
    ['Issued to', printable(subject)],
    ['Issued by', issuer === subject ? 'Itself (self-signed)' : printable(issuer)],
    ['Valid', `${day(validFrom)} to ${day(validUntil)}`],
  ];
  return (
    <dl className={classes.certificate}>
      {facts.map(([term, description]) => (
        <div key={term}>
          <Text component="dt" size="xs" c="dimmed">
            {term}
          </Text>
          <Text component="dd" size="xs">
            {description}
          </Text>
        </div>
      ))}
      <div className={classes.whole}>
        <Text component="dt" size="xs" c="dimmed">
          SHA-256 fingerprint
        </Text>
        <Text component="dd" size="xs" ff="monospace">
          {fingerprint.match(/../g)?.join(':').toUpperCase() ?? printable(fingerprint)}
        </Text>
      </div>
    </dl>
  );
}
