import { Module } from '@nestjs/common';
import { Downloads } from './downloads.js';
import { RecordStream } from './record-stream.js';

/** Answers that are written piece by piece. */
@Module({ providers: [Downloads, RecordStream], exports: [Downloads, RecordStream] })
export class AnswersModule {}
