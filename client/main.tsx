import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { BrowserRouter } from 'react-router';
import { queryClient } from './api/query-client.ts';
import { instanceQuery, meQuery } from './features/accounts/use-me.ts';
import { fetchMemberPartsEarly } from './member-hint.ts';
import { AppShell } from './shell/app-shell.tsx';
import { placeToDraw } from './take-over.ts';
import './ui/base.css';
import { ErrorBoundary } from './ui/error-boundary.tsx';
import './ui/public-page.css';
import { ToastProvider } from './ui/toast.tsx';

// Asked for while React starts: every page needs both.
void queryClient.prefetchQuery(instanceQuery);
void queryClient.prefetchQuery(meQuery);
fetchMemberPartsEarly();

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
createRoot(placeToDraw(root)).render(
  <StrictMode>
    <ErrorBoundary>
      <QueryClientProvider client={queryClient}>
        <BrowserRouter>
          <ToastProvider>
            <AppShell />
          </ToastProvider>
        </BrowserRouter>
      </QueryClientProvider>
    </ErrorBoundary>
  </StrictMode>,
);
