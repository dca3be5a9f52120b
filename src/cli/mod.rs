//! The command line: arguments in, standard output and exit codes out.
