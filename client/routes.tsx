import { type ComponentType, lazy, type ReactNode } from 'react';
import { type RouteObject, useParams, useRoutes } from 'react-router';
import { RequireAccount, RequireAdmin, RequireOrganizer } from './features/accounts/guards.tsx';
import { HomePage } from './features/home/home-page.tsx';
import { NotFoundPage } from './ui/not-found-page.tsx';

const page = <M,>(load: () => Promise<M>, pick: (module: M) => ComponentType) =>
  lazy(async () => ({ default: pick(await load()) }));

const PracticePage = page(
  () => import('./features/practice/practice-page.tsx'),
  (m) => m.PracticePage,
);
const TagPage = page(
  () => import('./features/practice/tag-page.tsx'),
  (m) => m.TagPage,
);
const PostPage = page(
  () => import('./features/practice/post-page.tsx'),
  (m) => m.PostPage,
);
const WritePage = page(
  () => import('./features/practice/write-page.tsx'),
  (m) => m.WritePage,
);
const EditPostPage = page(
  () => import('./features/practice/edit-post-page.tsx'),
  (m) => m.EditPostPage,
);
const ProfilePage = page(
  () => import('./features/profiles/profile-page.tsx'),
  (m) => m.ProfilePage,
);
const PeoplePage = page(
  () => import('./features/profiles/people-page.tsx'),
  (m) => m.PeoplePage,
);
const EditProfilePage = page(
  () => import('./features/profiles/edit-profile-page.tsx'),
  (m) => m.EditProfilePage,
);
const ConnectionsPage = page(
  () => import('./features/profiles/connections-page.tsx'),
  (m) => m.ConnectionsPage,
);
const SearchPage = page(
  () => import('./features/search/search-page.tsx'),
  (m) => m.SearchPage,
);
const StartPage = page(
  () => import('./features/onboarding/start-page.tsx'),
  (m) => m.StartPage,
);
const InvitePage = page(
  () => import('./features/onboarding/invite-page.tsx'),
  (m) => m.InvitePage,
);
const JoinPage = page(
  () => import('./features/mentoring-join/join-page.tsx'),
  (m) => m.JoinPage,
);
const ConsentPage = page(
  () => import('./features/oauth/consent-page.tsx'),
  (m) => m.ConsentPage,
);
const MentoringPage = page(
  () => import('./features/mentoring/mentoring-page.tsx'),
  (m) => m.MentoringPage,
);
const FindPage = page(
  () => import('./features/partners/find-page.tsx'),
  (m) => m.FindPage,
);
const OfferPage = page(
  () => import('./features/mentoring/offer-page.tsx'),
  (m) => m.OfferPage,
);
const MyLedgerPage = page(
  () => import('./features/mentoring/my-ledger-page.tsx'),
  (m) => m.MyLedgerPage,
);
const PairPage = page(
  () => import('./features/mentoring/pair-page.tsx'),
  (m) => m.PairPage,
);
const CyclePage = page(
  () => import('./features/cycles/cycle-page.tsx'),
  (m) => m.CyclePage,
);
const ProtocolEditorPage = page(
  () => import('./features/cycles/protocol-editor-page.tsx'),
  (m) => m.ProtocolEditorPage,
);
const WelcomePage = page(
  () => import('./features/accounts/welcome-page.tsx'),
  (m) => m.WelcomePage,
);
const SignInPage = page(
  () => import('./features/accounts/sign-in-page.tsx'),
  (m) => m.SignInPage,
);
const SignUpPage = page(
  () => import('./features/accounts/sign-up-page.tsx'),
  (m) => m.SignUpPage,
);
const SignOutPage = page(
  () => import('./features/accounts/sign-out-page.tsx'),
  (m) => m.SignOutPage,
);
const SettingsPage = page(
  () => import('./features/accounts/settings-page.tsx'),
  (m) => m.SettingsPage,
);
const AccountPage = page(
  () => import('./features/account-life/account-page.tsx'),
  (m) => m.AccountPage,
);
const ReportsPage = page(
  () => import('./features/account-life/reports-page.tsx'),
  (m) => m.ReportsPage,
);
const AdminPage = page(
  () => import('./features/accounts/admin-page.tsx'),
  (m) => m.AdminPage,
);
const FederationPage = page(
  () => import('./features/federation/federation-page.tsx'),
  (m) => m.FederationPage,
);

const NotificationsPage = page(
  () => import('./features/notifications/notifications-page.tsx'),
  (m) => m.NotificationsPage,
);
const NotificationSettingsPage = page(
  () => import('./features/notifications/settings-page.tsx'),
  (m) => m.NotificationSettingsPage,
);
const ConfirmEmailPage = page(
  () => import('./features/notifications/mail-link-pages.tsx'),
  (m) => m.ConfirmEmailPage,
);
const UnsubscribePage = page(
  () => import('./features/notifications/mail-link-pages.tsx'),
  (m) => m.UnsubscribePage,
);

const account = (element: ReactNode) => <RequireAccount>{element}</RequireAccount>;
const organizer = (element: ReactNode) => account(<RequireOrganizer>{element}</RequireOrganizer>);
const admin = (element: ReactNode) => account(<RequireAdmin>{element}</RequireAdmin>);

const ROUTES: RouteObject[] = [
  { path: '/', element: <HomePage /> },
  { path: '/practice', element: <PracticePage /> },
  { path: '/welcome', element: <WelcomePage /> },
  { path: '/sign-in', element: <SignInPage /> },
  { path: '/sign-up', element: <SignUpPage /> },
  { path: '/sign-out', element: account(<SignOutPage />) },
  { path: '/search', element: <SearchPage /> },
  { path: '/invite/:code', element: <InvitePage /> },
  { path: '/join/:token', element: <JoinPage /> },
  { path: '/oauth/authorize', element: account(<ConsentPage />) },
  { path: '/start', element: account(<StartPage />) },
  { path: '/tags/:tag', element: <TagPage /> },
  { path: '/posts/:id', element: <PostPage /> },
  { path: '/posts/:id/edit', element: account(<EditPostPage />) },
  { path: '/write/:draft?', element: account(<WritePage />) },
  { path: '/people', element: account(<PeoplePage />) },
  { path: '/mentoring', element: account(<MentoringPage />) },
  { path: '/mentoring/find', element: account(<FindPage />) },
  { path: '/mentoring/ledger', element: account(<MyLedgerPage />) },
  { path: '/mentoring/offer/:handle', element: account(<OfferPage />) },
  { path: '/mentoring/:id', element: account(<PairPage />) },
  { path: '/mentoring/:id/cycles/:cycle', element: account(<CyclePage />) },
  { path: '/settings', element: account(<SettingsPage />) },
  { path: '/settings/profile', element: account(<EditProfilePage />) },
  { path: '/settings/account', element: account(<AccountPage />) },
  { path: '/settings/notifications', element: account(<NotificationSettingsPage />) },
  { path: '/notifications', element: account(<NotificationsPage />) },
  { path: '/confirm-email', element: <ConfirmEmailPage /> },
  { path: '/unsubscribe', element: <UnsubscribePage /> },
  { path: '/admin', element: organizer(<AdminPage />) },
  { path: '/admin/protocols', element: organizer(<ProtocolEditorPage />) },
  { path: '/admin/federation', element: admin(<FederationPage />) },
  { path: '/admin/reports', element: admin(<ReportsPage />) },
  { path: '/:handle', element: <ProfileRoute /> },
  { path: '/:handle/:direction', element: <ConnectionsRoute /> },
  { path: '*', element: <NotFoundPage /> },
];

export function AppRoutes() {
  return useRoutes(ROUTES);
}

/** The router matches whole segments only, so the `@` of `/@amara@a.example` is checked here. */
function ProfileRoute() {
  const { handle = '' } = useParams();
  return handle.startsWith('@') ? <ProfilePage key={handle} /> : <NotFoundPage />;
}

/** `/@amara/followers`; like the above. */
function ConnectionsRoute() {
  const { handle = '' } = useParams();
  return handle.startsWith('@') ? account(<ConnectionsPage />) : <NotFoundPage />;
}
