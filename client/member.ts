/** What everybody who is signed in needs at once, and a visitor never: one file. */
export { MemberHome } from './features/home/member-home.tsx';
export { MemberNavigation } from './shell/member-navigation.tsx';
