import type { Ask } from '../../shared/service-contract.ts';
import { RpopService, type ServiceOptions } from '../service/rpop-service.ts';
import { OwnedError } from '../store/ownership.ts';
import { askOf } from './answer.ts';
import { controlAddress } from './control-address.ts';
import { askOwner } from './control-client.ts';

/** A way to ask the service, wherever it runs. */
export interface Administration {
  readonly ask: Ask;
  /** Set when this process is the owner: no other runs the schedule. */
  readonly service: RpopService | undefined;
  close(): Promise<void>;
}

/** The running service where there is one, else one of our own for as long as we need it. */
export async function openAdministration(options: ServiceOptions): Promise<Administration> {
  try {
    const service = await RpopService.open(options);
    return { ask: askOf(service), service, close: () => service.stop() };
  } catch (error) {
    if (!(error instanceof OwnedError)) throw error;
  }
  const { ask, close } = await askOwner(controlAddress(options.dataFolder));
  return {
    ask,
    service: undefined,
    close: () => {
      close();
      return Promise.resolve();
    },
  };
}
