//! Help for the workspace suite.
