import { Module } from '@nestjs/common';
import { LivercScraper } from './liverc-scraper.js';
import { LIVERC_SCRAPER_OPTIONS, type LivercScraperOptions } from './liverc-scraper.options.js';

/**
 * The one {@link LivercScraper} of the process, and with it the one gate to LiveRC. Expects
 * LIVERC_SCRAPER_OPTIONS from a global module.
 */
@Module({
  providers: [
    {
      provide: LivercScraper,
      inject: [LIVERC_SCRAPER_OPTIONS],
      useFactory: (options: LivercScraperOptions) => new LivercScraper(options),
    },
  ],
  exports: [LivercScraper],
})
export class LivercScraperModule {}
