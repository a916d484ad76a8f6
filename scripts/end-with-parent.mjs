// Loaded before every Node program that the scripts start. Such a program hands its flags on to its
// own workers, whose channels it rules itself: they are left alone.
import { exitWithParent } from '../libs/parent-watch/src/index.ts';

if (process.ppid === Number(process.env['TRACKSIDE_PARENT_PID'])) exitWithParent();
