import './without-eval.ts';
import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import '@mantine/spotlight/styles.css';
import './app.css';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { createQueryClient } from './bridge/query-client.ts';
import { feed, ServiceState } from './bridge/service-state.ts';
import { followMain, PlaceStore } from './navigation/place-store.ts';

const root = document.querySelector('#root');
if (root === null) throw new Error('index.html has no #root.');

const state = new ServiceState();
const places = new PlaceStore();
const queries = createQueryClient(window.rpop);
feed(state, window.rpop);
followMain(places, window.rpop);
createRoot(root).render(<App state={state} places={places} queries={queries} />);
