import { bootstrapApplication } from '@angular/platform-browser';
import { App } from './app/app';
import { APP_CONFIG } from './app/app-config';

bootstrapApplication(App, APP_CONFIG).then(
  async (app) => {
    // Only a secure address has it; where the script does not come, the next visit tries.
    if ('serviceWorker' in navigator) {
      await import('./app/device/device').then(({ begin }) => begin(app)).catch(() => null);
    }
  },
  (error: unknown) => console.error(error),
);
