// CommonJS packages that require Nest fail under Jest ("Cannot require() ES Module in a cycle")
// unless Nest's own modules were linked before them.
import 'reflect-metadata';
import '@nestjs/common';
import '@nestjs/core';
