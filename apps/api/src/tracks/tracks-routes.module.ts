import { Module } from '@nestjs/common';
import { PracticeDaysModule } from '@trackside/practice-days';
import { TracksModule } from '@trackside/tracks';
import { TracksController } from './tracks.controller.js';

@Module({ imports: [PracticeDaysModule, TracksModule], controllers: [TracksController] })
export class TracksRoutesModule {}
