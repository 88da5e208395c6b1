// SPDX-License-Identifier: MIT
import * as tokenlink from './index.js';
export * from './index.js';
export default tokenlink;
