import {
  Module,
  type DynamicModule,
  type FactoryProvider,
  type ModuleMetadata,
} from '@nestjs/common';
import { LivercScraper } from './liverc-scraper.js';
import type { LivercScraperOptions } from './liverc-scraper.options.js';

/** How to come by the scraper's options, as in other modules of Nest. */
export interface LivercScraperAsyncOptions
  extends
    Pick<ModuleMetadata, 'imports'>,
    Pick<
      FactoryProvider<LivercScraperOptions | Promise<LivercScraperOptions>>,
      'inject' | 'useFactory'
    > {}

/** Provides the one {@link LivercScraper} of the process, everywhere. */
@Module({})
export class LivercScraperModule {
  static forRootAsync({
    imports = [],
    inject = [],
    useFactory,
  }: LivercScraperAsyncOptions): DynamicModule {
    const scraper: FactoryProvider = {
      provide: LivercScraper,
      inject,
      useFactory: async (...args: unknown[]) => new LivercScraper(await useFactory(...args)),
    };
    return {
      module: LivercScraperModule,
      global: true,
      imports,
      providers: [scraper],
      exports: [LivercScraper],
    };
  }
}
