import { type ApplicationConfig, provideZonelessChangeDetection } from '@angular/core';
import { provideRouter } from '@angular/router';
import { SearchPage } from './search/search-page';

export const APP_CONFIG: ApplicationConfig = {
  providers: [
    provideZonelessChangeDetection(),
    provideRouter([
      { path: '', pathMatch: 'full', component: SearchPage, title: 'Search · Trackside' },
      {
        path: 'practice-days',
        loadComponent: () => import('./practice-days/practice-days-page'),
        title: 'Practice days · Trackside',
      },
      {
        path: 'driver',
        loadComponent: () => import('./driver/driver-page'),
        title: 'Driver · Trackside',
      },
      {
        path: 'drivers',
        loadComponent: () => import('./drivers/drivers-page'),
        title: 'Who practised · Trackside',
      },
      {
        path: 'compare',
        loadComponent: () => import('./compare/compare-page'),
        title: 'Compare · Trackside',
      },
      {
        path: 'season',
        loadComponent: () => import('./compare/season-page'),
        title: 'Two drivers · Trackside',
      },
      {
        path: 'practice-days/:event_id',
        loadComponent: () => import('./day/day-page').then(({ DayPage }) => DayPage),
        title: 'Practice day · Trackside',
      },
      {
        path: 'sign-in',
        loadComponent: () => import('./account/sign-in-page'),
        title: 'Sign in · Trackside',
      },
      {
        path: 'status',
        loadComponent: () => import('./status-page/status-page'),
        title: 'Status · Trackside',
      },
      { path: '', loadChildren: () => import('./seldom-routes') },
    ]),
  ],
};
