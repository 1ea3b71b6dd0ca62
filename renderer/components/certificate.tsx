import { Text } from '@mantine/core';
import { Fragment } from 'react';
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
          <Fingerprint fingerprint={fingerprint} />
        </Text>
      </div>
    </dl>
  );
}

/** Its octets, as administrators read them to each other; a line ends between two of them. */
function Fingerprint({ fingerprint }: Pick<CertificateFacts, 'fingerprint'>) {
  const octets = fingerprint.match(/../g) ?? [printable(fingerprint)];
  return octets.map((octet, index) => (
    // oxlint-disable-next-line react/no-array-index-key -- octets repeat, and never move
    <Fragment key={index}>
      {index > 0 && ':'}
      <wbr />
      {octet.toUpperCase()}
    </Fragment>
  ));
}
