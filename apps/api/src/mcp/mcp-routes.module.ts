import { Module } from '@nestjs/common';
import { CalendarModule } from '@trackside/calendar';
import { EventsModule } from '@trackside/events';
import { PracticeDaysModule } from '@trackside/practice-days';
import { TracksModule } from '@trackside/tracks';
import { McpAnswers } from './mcp-answers.js';
import { McpController } from './mcp.controller.js';

/** The Model Context Protocol over the services of the API. */
@Module({
  imports: [CalendarModule, EventsModule, PracticeDaysModule, TracksModule],
  controllers: [McpController],
  providers: [McpAnswers],
})
export class McpRoutesModule {}
