//! Short programs, one a task.
