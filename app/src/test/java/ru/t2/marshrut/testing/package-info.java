/// The running application as tests see it: real server, real PostgreSQL, real model runtime.
@NullMarked
package ru.t2.marshrut.testing;

import org.jspecify.annotations.NullMarked;
