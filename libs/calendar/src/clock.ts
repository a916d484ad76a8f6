import { Injectable } from '@nestjs/common';

/** The present moment, so that tests can choose it. */
@Injectable()
export class Clock {
  now(): Date {
    return new Date();
  }
}
