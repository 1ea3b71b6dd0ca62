import { type Capabilities, parseCapabilities, WITHOUT_CAPA } from '../capabilities.ts';
import type { Exchange } from '../exchange.ts';
import type { Limits } from '../limits.ts';
import { LineSink } from './line-sink.ts';

/** CAPA (RFC 2449 §5): what the server can do now. A server that does not know the command is a plain RFC 1939 one. */
export async function capa(exchange: Exchange, limits: Limits): Promise<Capabilities> {
  const lines: string[] = [];
  const most = { lines: limits.capabilityLines, octets: limits.statusLineOctets };
  const answer = await exchange.send({
    line: 'CAPA',
    body: new LineSink((line) => lines.push(line), most),
    bodyOctets: limits.capabilityLines * limits.statusLineOctets,
  });
  if (answer.failure !== undefined) throw answer.failure;
  return answer.kind === 'ok' ? parseCapabilities(lines) : WITHOUT_CAPA;
}
