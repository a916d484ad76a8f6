import type { Routes } from '@angular/router';

/** Pages that are not among the first: their addresses come with the first of them. */
const SELDOM_ROUTES: Routes = [
  {
    path: 'events/:event_id',
    loadComponent: () => import('./race-events/event/event-page'),
    title: 'Race event · Trackside',
  },
  {
    path: 'events/:event_id/races/:race_id',
    loadComponent: () => import('./race-events/race/race-page'),
    title: 'Race · Trackside',
  },
  {
    path: 'set-up',
    loadComponent: () => import('./account/set-up-page'),
    title: 'Make your account · Trackside',
  },
  {
    path: 'account',
    loadComponent: () => import('./account/account-page'),
    title: 'Account · Trackside',
  },
  {
    path: 'take-over',
    loadComponent: () => import('./account/take-over-page'),
    title: 'Take over · Trackside',
  },
  {
    path: 'people',
    loadComponent: () => import('./account/people-page'),
    title: 'People · Trackside',
  },
  {
    path: 'admin',
    loadComponent: () => import('./admin/admin-page'),
    title: 'Admin · Trackside',
  },
  {
    path: 'privacy',
    loadComponent: () => import('./privacy/privacy-page'),
    title: 'Hide a name · Trackside',
  },
  {
    path: 'hidden-names',
    loadComponent: () => import('./privacy/hidden-names-page'),
    title: 'Hidden names · Trackside',
  },
  {
    path: 'webhooks',
    loadComponent: () => import('./webhooks/webhooks-page'),
    title: 'Webhooks · Trackside',
  },
  {
    path: 'help',
    loadComponent: () => import('./help/help-page'),
    title: 'Help · Trackside',
  },
  {
    path: '**',
    loadComponent: () => import('./help/no-page'),
    title: 'No such page · Trackside',
  },
];

export default SELDOM_ROUTES;
