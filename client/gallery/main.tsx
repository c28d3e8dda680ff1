import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { MemoryRouter } from 'react-router';
import { getInstance, getSession } from '../../shared/contracts/accounts.ts';
import { keyOf } from '../api/queries.ts';
import { queryClient } from '../api/query-client.ts';
import '../ui/base.css';
import { ToastProvider } from '../ui/toast.tsx';
import { Gallery } from './gallery.tsx';
import { INSTANCE, ME } from './samples.ts';

// No server is asked: what the components read is here.
queryClient.setDefaultOptions({ queries: { staleTime: Number.POSITIVE_INFINITY, retry: false } });
queryClient.setQueryData(keyOf(getInstance), INSTANCE);
queryClient.setQueryData(keyOf(getSession), ME);

const root = document.getElementById('root');
if (root === null) throw new Error('__gallery.html has no #root');
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <MemoryRouter>
        <ToastProvider>
          <Gallery />
        </ToastProvider>
      </MemoryRouter>
    </QueryClientProvider>
  </StrictMode>,
);
