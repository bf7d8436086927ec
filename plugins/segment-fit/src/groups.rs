//! Members that belong together.

/// Groups that grow together: each entry leads to the one before it in its group.
pub struct Groups(Vec<usize>);

impl Groups {
    /// As many groups as there are members.
    pub fn new(members: usize) -> Self {
        Self((0..members).collect())
    }
    /// The member that stands for the group of this one.
    pub fn find(&mut self, mut member: usize) -> usize {
        while let Some(&up) = self.0.get(member).filter(|&&up| up != member) {
            let top = self.0.get(up).copied().unwrap_or(up);
            if let Some(entry) = self.0.get_mut(member) {
                *entry = top;
            }
            member = top;
        }
        member
    }
    /// Makes one group of two; the earlier member stands for it.
    pub fn unite(&mut self, one: usize, other: usize) {
        let (one, other) = (self.find(one), self.find(other));
        if let Some(entry) = self.0.get_mut(one.max(other)) {
            *entry = one.min(other);
        }
    }
}
