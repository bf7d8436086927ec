//! Answers that are remembered while one canvas is judged.
//!
//! As long as no variable stands for an item, a condition has one answer per canvas, whatever pattern asks. With each answer goes what it
//! took to find it, so that a search that is spared is counted like one that is made: what is given up does not depend on what was asked before.

/// The answers by the numbers of what was asked.
#[derive(Debug)]
pub(crate) struct Memory<T> {
    /// Each with the number of its canvas, so that to forget them all is to go on to the next number.
    answers: Vec<Option<(u64, Answer<T>)>>,
    canvas: u64,
}

/// An answer and the steps it took.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Answer<T> {
    pub(crate) answer: T,
    pub(crate) steps: u32,
}

impl<T> Default for Memory<T> {
    fn default() -> Self {
        Self { answers: Vec::new(), canvas: 0 }
    }
}

impl<T: Copy> Memory<T> {
    /// Forgets everything: another canvas follows.
    pub(crate) fn forget(&mut self) {
        self.canvas += 1;
    }

    pub(crate) fn recall(&self, number: u32) -> Option<Answer<T>> {
        match self.answers.get(number as usize) {
            Some(Some((canvas, answer))) if *canvas == self.canvas => Some(*answer),
            _ => None,
        }
    }

    pub(crate) fn keep(&mut self, number: u32, answer: Answer<T>) {
        let at = number as usize;
        if at >= self.answers.len() {
            self.answers.resize(at + 1, None);
        }
        self.answers[at] = Some((self.canvas, answer));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_is_recalled_until_the_next_canvas() {
        let mut memory = Memory::default();
        assert_eq!(memory.recall(3), None);
        memory.keep(3, Answer { answer: true, steps: 5 });
        assert_eq!((memory.recall(3), memory.recall(2)), (Some(Answer { answer: true, steps: 5 }), None));
        memory.forget();
        assert_eq!(memory.recall(3), None);
    }
}
